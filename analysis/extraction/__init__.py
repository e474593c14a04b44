"""From text to rows: one stage a module, in the order that ``document`` tells."""
