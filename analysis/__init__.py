"""Tables, maps and charts from reporting on cease-fire negotiations."""
