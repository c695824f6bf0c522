/** What all pages share: layout, sign-in and roles, error pages, home. */
@NullMarked
package dev.entente.web;

import org.jspecify.annotations.NullMarked;
