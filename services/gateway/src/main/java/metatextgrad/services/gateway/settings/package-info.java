/** The gateway's file: keys and rules of projects. */
@NullMarked
package metatextgrad.services.gateway.settings;

import org.jspecify.annotations.NullMarked;
