"""What people write before the day: exercises and workshops in YAML, read strictly and explained kindly."""
