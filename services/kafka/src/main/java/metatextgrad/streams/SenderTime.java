package metatextgrad.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time that the sender of a record states. Some clients send none, and Kafka Streams would stop
 * at such a record: it gets the time at which it is read. With that of the record before, all
 * records of such a sender could be from 1970.
 */
public final class SenderTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long before) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
