"""The tests, laid out as the package is; journeys play whole stories in a real terminal."""
