/** The API for applications that do not proxy. */
@NullMarked
package metatextgrad.services.gateway.api;

import org.jspecify.annotations.NullMarked;
