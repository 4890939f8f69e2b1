"""An outside model may propose duties the rules did not read; off unless the environment names one."""
