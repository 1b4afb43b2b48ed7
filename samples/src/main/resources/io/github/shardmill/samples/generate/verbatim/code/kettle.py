"""A simulation of the office kettle. Capacity nine cups; demand eleven."""

import itertools

CAPACITY = 9


class KettleIsATeapot(Exception):
    """Status 418, as foretold."""


def boil(cups, patience=10):
    if cups > CAPACITY:
        raise KettleIsATeapot(f"{cups} cups? I am a kettle, not a reservoir")
    for minute in itertools.count(1):
        if minute > patience:
            return "somebody drank water instead"
        if minute * 2 > cups:
            return f"tea after {minute} minutes"


if __name__ == "__main__":
    print(boil(4))
