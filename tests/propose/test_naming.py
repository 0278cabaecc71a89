"""Names: from the members' words, unique, and still there after small changes."""

from analyzer.propose.naming import Name, Vocabulary, stem
from tests.propose.monolith import unit


def service(word: str, count: int, *others: str) -> list:
    return [unit(f"class:{word}{i}", words=(word, "manager", *others)) for i in range(count)]


def name_services(members: list[list]) -> list[Name]:
    units = [unit for service in members for unit in service]
    return Vocabulary(units).names([label for label, service in enumerate(members) for _ in service])


def names(*members: list) -> list[str]:
    return [name for name, _ in name_services([*members])]


def test_names__own_words__name_them() -> None:
    assert names(service("invoice", 5), service("cart", 5), service("stock", 5)) == ["invoice", "cart", "stock"]


def test_names__singular_and_plural__are_one_word_spelled_as_usual() -> None:
    members = [unit("table:orders", words=("orders",)), unit("class:OrdersPage", words=("orders",))]
    members += [unit("class:Order", words=("order",))]
    assert names(members, service("cart", 3)) == ["orders", "cart"]


def test_names__words_of_most_services__are_stop_words() -> None:
    five = [service(word, 4) for word in ("invoice", "cart", "stock", "search", "review")]
    assert all("manager" not in words[:1] for _, words in name_services(five))


def test_names__same_word_twice__stays_unique() -> None:
    found = names(service("user", 5, "profile"), service("user", 5, "login"), service("cart", 4))
    assert len(set(found)) == 3
    assert all(name.startswith(("user", "profile", "login")) for name in found[:2])


def test_names__a_word_that_no_plan_accepts__takes_another() -> None:
    found = names(service("kernel", 5, "event"), service("core", 5, "mail"), service("cart", 4))
    assert found == ["kernel-event", "core-mail", "cart"]


def test_names__no_words__still_get_names() -> None:
    bare = [unit("class:X")]
    assert names(bare, bare) == ["service", "service-2"]


def test_names__a_few_members_more_or_less__keep_the_name() -> None:
    before = names(service("invoice", 20, "tax"), service("cart", 20))
    after = names([*service("invoice", 17, "tax"), *service("mail", 3)], [*service("cart", 20), *service("tax", 2)])
    assert before == after == ["invoice", "cart"]


def test_names__table_words__win_over_class_words() -> None:
    members = [*service("helper", 3), *(unit(f"table:coupon_{i}", words=("coupon",)) for i in range(3))]
    assert names(members, service("cart", 3)) == ["coupon", "cart"]


def test_names__units_in_no_service__say_nothing() -> None:
    units = [*service("invoice", 3), *service("cart", 3), unit("class:X", words=("Invoices", "cart"))]
    without = Vocabulary(units[:-1]).names([0] * 3 + [1] * 3)
    assert Vocabulary(units).names([0] * 3 + [1] * 3 + [-1]) == without
    assert Vocabulary([]).names([]) == Vocabulary(units).names([-1] * 7) == []


def test_stem__plurals__lose_their_ending() -> None:
    plurals = {"orders": "order", "categories": "category", "address": "address", "status": "status", "as": "as"}
    assert {word: stem(word) for word in plurals} == plurals


def test_names__when_methods_talk_about_everybodys_things__then_the_units_own_names_decide() -> None:
    stock = [
        unit("class:Stock", words=("stock", "reservations", "expire")),
        unit("class:StockLevel", words=("stock", "level", "reservations", "expire")),
    ]
    shop = [
        unit("class:Cart", words=("cart", "stock", "coupon")),
        unit("class:CartItem", words=("cart", "coupon", "item", "stock")),
    ]
    assert names(stock, shop) == ["stock", "cart"]
