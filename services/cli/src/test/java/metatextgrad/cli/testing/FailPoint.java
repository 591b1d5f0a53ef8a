package metatextgrad.cli.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A point at the end of a transaction at which a test acts once.
 *
 * @param wrote which transactions count, by the topics they wrote to
 * @param before whether it happens before the end of the transaction, its offsets sent, or after it
 */
public record FailPoint(
        Predicate<Set<String>> wrote, boolean before, AtomicInteger left, Runnable deed) {
    /** Ends as with {@code kill -9}: nothing is closed, no process is notified. */
    public static final Runnable HALT = () -> Runtime.getRuntime().halt(137);

    /** Acts at the first such transaction. */
    public static FailPoint of(Predicate<Set<String>> wrote, boolean before, Runnable deed) {
        return new FailPoint(wrote, before, new AtomicInteger(1), deed);
    }

    /** A worker's transaction that starts calls and has no answers. */
    public static boolean starts(Set<String> topics) {
        return topics.stream().anyMatch(name -> name.endsWith("llm-ledger")) && !answers(topics);
    }

    /** A worker's transaction with answers. */
    public static boolean answers(Set<String> topics) {
        return topics.stream().anyMatch(name -> name.contains("llm-responses."));
    }

    /** A stream processor's transaction with outputs. */
    public static boolean forwards(Set<String> topics) {
        return topics.stream().anyMatch(name -> !name.endsWith("-changelog"));
    }

    /** Returns the producer with this fail point. */
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> in(Producer<byte[], byte[]> producer) {
        Set<String> topics = new ConcurrentSkipListSet<>();
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        FailPoint.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        (proxy, method, arguments) -> {
                            String name = method.getName();
                            if (name.equals("beginTransaction")) topics.clear();
                            if (name.equals("send"))
                                topics.add(((ProducerRecord<?, ?>) arguments[0]).topic());
                            boolean ends = name.equals("commitTransaction") && wrote.test(topics);
                            if (ends && before) reached();
                            try {
                                Object result = method.invoke(producer, arguments);
                                if (ends && !before) reached();
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private void reached() {
        if (left.decrementAndGet() == 0) deed.run();
    }

    /** Written as one word. */
    static String word(boolean before) {
        return before ? "before" : "after";
    }

    static boolean isBefore(String word) {
        if (!Arrays.asList("before", "after").contains(word))
            throw new IllegalArgumentException(word);
        return word.equals("before");
    }
}
