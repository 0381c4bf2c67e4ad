"""Hand-outs: what is printed before a day and written on with a pen, made from the same definitions as the screens."""
