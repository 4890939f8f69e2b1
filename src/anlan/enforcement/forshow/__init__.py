"""Self-inspection for show (走过场自查): what the records say, what a person decides, what is answered."""
