"""双随机: places and inspectors drawn at random, so that anybody can repeat the draw from its record."""
