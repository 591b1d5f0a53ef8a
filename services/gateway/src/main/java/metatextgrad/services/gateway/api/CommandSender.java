package metatextgrad.services.gateway.api;

import metatextgrad.trace.TraceContext;

/**
 * Who sends a command.
 *
 * @param name of the key, or of the person as their provider knows them
 * @param trace of the request
 */
public record CommandSender(String name, TraceContext trace) {}
