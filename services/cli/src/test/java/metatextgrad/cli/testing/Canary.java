package metatextgrad.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.slf4j.LoggerFactory;

/**
 * FAULT 45: a key that only the model's server may see, and texts of users and projects, which may
 * be in values of topics and nowhere else. It reads all log lines until it is closed.
 */
public final class Canary implements AutoCloseable {
    /** The key of every model in tests of the whole system. */
    public static final String KEY = "sk-canary-Zk93hQx7LmV2pTr8YwNd";

    /** The text of a prompt that one test writes. */
    public static final String TEXT = "Yellow birds sing before dawn in deep mines.";

    /** Texts from tasks and prompts of the scenario, the small project and the examples. */
    private static final List<String> WRITTEN =
            List.of(
                    TEXT,
                    "A sequence of brackets is to be completed so that",
                    "You complete sequences of brackets");

    /**
     * Their schemas hold ids, numbers and offsets. Their only text is the reason for moving a
     * prompt. They hold no project, program, task, answer or record of another topic.
     */
    private static final List<Topic> WITHOUT_TEXTS =
            List.of(
                    Topics.SNAPSHOTS,
                    Topics.LIVE_SCORES,
                    Topics.ROLLOUT_COMMANDS,
                    Topics.PROMPTS,
                    Topics.LLM_LEDGER,
                    Topics.BUDGETS,
                    Topics.BUDGET_SPEND);

    private final Listener listener = new Listener();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private Canary() {}

    public static Canary listening() {
        Canary canary = new Canary();
        canary.listener.setContext(canary.root.getLoggerContext());
        canary.listener.start();
        canary.root.addAppender(canary.listener);
        return canary;
    }

    /**
     * Fails if the key is on a topic of this broker, or what was written in a key, in a header or
     * on a topic that holds no texts.
     */
    public static void requireUnseenOn(String kafka) {
        List<TopicSearch.Wanted> wanted = new ArrayList<>();
        wanted.add(new TopicSearch.Wanted(KEY, part -> true));
        WRITTEN.forEach(text -> wanted.add(new TopicSearch.Wanted(text, Canary::holdsNoText)));
        assertThat(TopicSearch.of(kafka, wanted)).as("on topics").isEmpty();
    }

    private static boolean holdsNoText(TopicSearch.Part part) {
        return !part.name().equals(TopicSearch.VALUE)
                || part.topic().startsWith("__")
                || WITHOUT_TEXTS.stream()
                        .anyMatch(topic -> ("." + part.topic()).endsWith("." + topic.name()));
    }

    /** Fails if the key or a user's text was logged. */
    public void requireUnheard() {
        assertThat(listener.heard).as("logged").isEmpty();
    }

    /** Fails if a page, a log or an error shows the key or a user's text. */
    public static void requireUnseenIn(String name, String text) {
        assertThat(seen(text)).as(name).isEmpty();
    }

    /** As above, for output that may show users' texts, such as the result of a command. */
    public static void requireNoKeyIn(String name, String text) {
        assertThat(text.contains(KEY)).as("the key is in " + name).isFalse();
    }

    private static List<String> seen(String text) {
        List<String> seen = new ArrayList<>();
        if (text.contains(KEY)) seen.add(KEY);
        WRITTEN.stream().filter(text::contains).forEach(seen::add);
        return seen;
    }

    @Override
    public void close() {
        root.detachAppender(listener);
        listener.stop();
    }

    /** Keeps only the log lines that hold a secret text. */
    private static final class Listener extends AppenderBase<ILoggingEvent> {
        private final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder emitted = new StringBuilder(event.getFormattedMessage());
            if (event.getThrowableProxy() != null)
                emitted.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            if (event.getKeyValuePairs() != null) emitted.append(event.getKeyValuePairs());
            Map<String, String> context = event.getMDCPropertyMap();
            if (!seen(emitted.append(context).toString()).isEmpty())
                heard.add(event.getLoggerName() + ": " + emitted);
        }
    }
}
