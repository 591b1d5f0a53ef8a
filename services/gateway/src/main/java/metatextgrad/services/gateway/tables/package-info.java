/** The serving tables and models of all projects, in memory and on disk. */
@NullMarked
package metatextgrad.services.gateway.tables;

import org.jspecify.annotations.NullMarked;
