"""Pages and papers that draw on many packages. The packages in here do not know each other."""
