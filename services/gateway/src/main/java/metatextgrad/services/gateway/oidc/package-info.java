/**
 * Sign-in by OpenID Connect: the code flow with PKCE against the provider that the gateway's file
 * names. What the protocol needs is the SDK's; what is ours is who may begin and finish a sign-in.
 */
@NullMarked
package metatextgrad.services.gateway.oidc;

import org.jspecify.annotations.NullMarked;
