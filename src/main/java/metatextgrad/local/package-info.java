/** Runs the whole loop in memory, without Kafka. */
package metatextgrad.local;
