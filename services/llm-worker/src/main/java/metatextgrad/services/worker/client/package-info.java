/** Calls a model over HTTP. One attempt gives one typed reply; nothing here tries again. */
@NullMarked
package metatextgrad.services.worker.client;

import org.jspecify.annotations.NullMarked;
