package dev.entente.license;

import dev.entente.license.Overrides.Kind;
import java.time.Instant;

/** What one exception adds to a license, over by itself when its time is: no token, however long it lives, carries it further. */
record Extra(Kind kind, String value, Instant until) {}
