"""The two tables of the journal as Django reads them; nothing is ever saved through these."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One line: what was done to a stream, chained to the line before it."""

    number = models.BigIntegerField(primary_key=True)
    era = models.IntegerField()
    xact = models.BigIntegerField()
    stream = models.TextField()
    position = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.TextField()
    actor_name = models.TextField()
    verb = models.TextField()
    purpose = models.TextField()
    content = models.TextField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_entry"


class Block(models.Model):
    """The Merkle root over all entries of some transactions, chained to the block before it."""

    number = models.BigIntegerField(primary_key=True)
    era = models.IntegerField()
    from_xact = models.BigIntegerField()
    until_xact = models.BigIntegerField()
    entries = models.BigIntegerField()
    at = models.DateTimeField()
    root = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_block"
