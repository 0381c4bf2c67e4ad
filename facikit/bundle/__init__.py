"""A folder for a stick: facikit and all that it needs, to be installed on laptops that have no network."""
