package metatextgrad.modelclient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import metatextgrad.redact.Secrets;

/**
 * The key of the model server. No log, exception or {@code toString} shows it: each key becomes one
 * of the {@link Secrets} of this process before it is sent. Thread-safe.
 */
public final class ApiKey {
    /** A key that every server refuses. Calls then wait, and none fails. */
    private static final String NONE = "none";

    /** Returns the current key, given the previous one. */
    private final UnaryOperator<String> source;

    private final boolean isOfProcess;
    private volatile String last;

    /** The key before the last one, which an answer in progress may still show. */
    private String earlier = "";

    private ApiKey(String first, UnaryOperator<String> source) {
        this(first, source, true);
    }

    private ApiKey(String first, UnaryOperator<String> source, boolean isOfProcess) {
        this.source = source;
        this.isOfProcess = isOfProcess;
        last = first;
    }

    public static ApiKey of(String key) {
        return new ApiKey(key.strip(), same -> same);
    }

    /**
     * Creates a key that is read again for each call, so that a new key needs no restart. While the
     * file is missing or blank, for example during its replacement, the previous key is used.
     */
    public static ApiKey inFile(Path file) {
        return new ApiKey(NONE, before -> read(file, before));
    }

    /**
     * Creates the key of a client, for its requests only. It is no secret of this process, whose
     * secrets are few and stay; nothing that a gateway logs has text of a server.
     */
    public static ApiKey ofClient(String key) {
        return new ApiKey(key.strip(), same -> same, false);
    }

    public String current() {
        String now = source.apply(last);
        if (isOfProcess) Secrets.OF_PROCESS.add(now);
        if (!now.equals(last)) replace(now);
        return now;
    }

    /** A token that is renewed each hour would otherwise leave thousands of secrets. */
    private synchronized void replace(String now) {
        if (now.equals(last)) return;
        if (isOfProcess && !earlier.equals(now)) Secrets.OF_PROCESS.remove(earlier);
        earlier = last;
        last = now;
    }

    private static String read(Path file, String before) {
        try {
            String key = Files.readString(file).strip();
            return key.isEmpty() ? before : key;
        } catch (IOException e) {
            return before;
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
