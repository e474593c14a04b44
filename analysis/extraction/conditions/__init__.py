"""Who demands, offers, accepts or refuses what, of whom, and what it hangs on."""
