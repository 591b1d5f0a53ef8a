/**
 * The worker's side of Kafka: the threads that poll, commit and read, their clients and their
 * settings. They give inputs to the scheduler and do its effects.
 */
@NullMarked
package metatextgrad.services.worker.kafka;

import org.jspecify.annotations.NullMarked;
