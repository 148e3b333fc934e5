"""One outline for each audience. All of them speak of figures masked for what leaves the house."""
