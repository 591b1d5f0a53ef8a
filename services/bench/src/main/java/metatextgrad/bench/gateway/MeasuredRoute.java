package metatextgrad.bench.gateway;

import java.net.URI;
import metatextgrad.bench.process.ChildProcess;
import org.jspecify.annotations.Nullable;

/**
 * A way to the model server: directly, or through a proxy.
 *
 * @param label in lines of progress
 * @param chat the address of chat completions
 * @param proxy null for the direct way
 */
record MeasuredRoute(String label, URI chat, @Nullable ChildProcess proxy) {}
