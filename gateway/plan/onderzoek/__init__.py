"""Look into a right to something: what is offered, the consent it rests on, and the answer."""
