/**
 * Decides what the worker does next. {@link
 * metatextgrad.services.worker.scheduler.RequestScheduler} takes one input at a time and returns
 * effects; {@link metatextgrad.services.worker.scheduler.SchedulerLock} is the only place where
 * threads meet. No type here knows a clock, a thread or a network.
 */
@NullMarked
package metatextgrad.services.worker.scheduler;

import org.jspecify.annotations.NullMarked;
