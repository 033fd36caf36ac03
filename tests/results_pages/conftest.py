from tests.results.conftest import city_with_results
from tests.schools.conftest import loaded

__all__ = ["city_with_results", "loaded"]
