import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))


def test_the_shop_is_paid_and_gives_back():
    import till
    assert till.run() == ["0000", "奶茶 & 茶", "0000", "0000"]
