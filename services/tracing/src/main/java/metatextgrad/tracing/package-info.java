/**
 * Spans as OpenTelemetry has them. Only this module uses its libraries, and only if variables
 * switch it on (docs/adr/0064).
 */
package metatextgrad.tracing;
