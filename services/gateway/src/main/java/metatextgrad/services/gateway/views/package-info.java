/** What the API shows of projects, runs and versions, and the feed of changes. Without Kafka. */
@NullMarked
package metatextgrad.services.gateway.views;

import org.jspecify.annotations.NullMarked;
