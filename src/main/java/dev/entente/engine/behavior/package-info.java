/** What each kind of element does: small classes that look at an element and its instance and answer with an outcome; the interpreter applies it. */
@NullMarked
package dev.entente.engine.behavior;

import org.jspecify.annotations.NullMarked;
