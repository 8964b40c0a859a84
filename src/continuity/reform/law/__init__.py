"""From the text of a law to a draft decree: what it says, phrase by phrase, and what was not understood."""
