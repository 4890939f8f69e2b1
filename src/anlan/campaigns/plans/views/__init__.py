"""Pages of campaigns made from notices."""
