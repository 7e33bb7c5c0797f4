"""What belongs together: the scope of an amount, splits and their totals, contacts."""
