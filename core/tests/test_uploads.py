import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core import uploads
from core.uploads import LargestBodyMiddleware


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_BODY", 1000)
    monkeypatch.setattr(uploads, "LARGEST_HEARD_OUT", 5000)


def answer(size):
    request = RequestFactory().post("/", b"x" * size, content_type="text/plain")
    return request, LargestBodyMiddleware(lambda request: HttpResponse("taken"))(request)


@pytest.mark.usefixtures("small_limits", "core_templates")
class TestLargeBodies:
    def test_an_ordinary_one_goes_on(self):
        _request, response = answer(1000)
        assert response.content == b"taken"

    def test_a_large_one_is_heard_out_and_answered_in_words(self):
        request, response = answer(1001)
        assert response.status_code == 413
        assert b"<h1" in response.content
        assert request.read() == b""

    def test_an_endless_one_is_not_even_read(self):
        request, response = answer(5001)
        assert response.status_code == 413
        assert len(request.read()) == 5001
