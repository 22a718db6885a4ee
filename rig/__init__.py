"""What tests and benchmarks both play with: terminals, clients, servers, and data made up for them."""
