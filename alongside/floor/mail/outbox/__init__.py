"""How letters leave: each taken by one worker under a lease, handed to the server, and settled by what it answered.

Until the last dot of its text goes to the server, a letter is surely not sent; from then until the answer is written
down nobody can know. That moment is written first (`handed_at`), so that a worker that dies before it leaves a letter
that may be sent anew, and one that dies after it leaves one that is *uncertain*.
"""
