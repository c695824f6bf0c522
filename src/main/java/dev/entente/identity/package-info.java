/**
 * People whom an identity provider signs in (OpenID Connect), how long what it said of them holds, and the groups that there are. Knows no feature.
 *
 * <p>What the provider says of a person (name, roles, groups) holds as long as the access token that came with it, in that session alone: two browsers of one
 * person are two sessions with tokens of their own. The first request after that asks the provider by the refresh token, and what it answers takes the place
 * of what it said before; nothing else happens before it has answered. So somebody who leaves a group can act for it as long as one access token lives, which
 * is set at the provider. Who can't be asked about (no refresh token, no ID token in the answer, refused) is signed out.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.entente.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

