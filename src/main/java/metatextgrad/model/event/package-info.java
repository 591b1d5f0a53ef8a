/**
 * The events that services exchange. Each is immutable and has the name of its record on the wire.
 */
package metatextgrad.model.event;
