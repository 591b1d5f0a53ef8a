package metatextgrad.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets that a process knows, such as the key of its model server. A server may repeat them,
 * for example the headers of a request that it refuses. Thread-safe.
 */
public final class Secrets {
    /** The secrets of this process. Shared by all threads, because log lines come from anywhere. */
    public static final Secrets OF_PROCESS = new Secrets();

    /** Servers without keys accept any word, such as none. Hiding it would damage answers. */
    private static final int SHORTEST = 8;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private volatile Forms forms = new Forms(List.of(), Pattern.compile("(?!)"));

    /**
     * What to look for.
     *
     * @param plain the texts that are found without a pattern, which is faster
     * @param encoded matches all texts, also if a character is escaped
     */
    private record Forms(List<String> plain, Pattern encoded) {
        boolean mayBeIn(String text) {
            for (String one : plain) if (text.contains(one)) return true;
            return !plain.isEmpty()
                    && (text.indexOf('%') >= 0
                            || text.indexOf('\\') >= 0
                            || text.indexOf('&') >= 0);
        }
    }

    /** Adds a secret. Texts of fewer than eight characters are no secrets and are ignored. */
    public void add(String secret) {
        String stripped = secret.strip();
        if (stripped.length() < SHORTEST || !secrets.add(stripped)) return;
        synchronized (this) {
            Set<String> plain = new TreeSet<>();
            for (String known : secrets) plain.addAll(plain(known));
            List<String> patterns = new ArrayList<>();
            // A longer secret first: it may begin with a shorter one.
            plain.stream()
                    .sorted((one, other) -> other.length() - one.length())
                    .forEach(one -> patterns.add(encoded(one)));
            forms = new Forms(List.copyOf(plain), Pattern.compile(String.join("|", patterns)));
        }
    }

    /** Returns the text with a mark in place of each secret, in any usual encoding. */
    public String hide(String text) {
        Forms known = forms;
        if (!known.mayBeIn(text)) return text;
        return known.encoded()
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(Secret.KEY.mark()));
    }

    /**
     * Returns the secret, and its Base64 wherever it begins in a longer text such as user:secret:
     * the characters that depend on the secret alone, for each of three positions.
     */
    private static Set<String> plain(String secret) {
        Set<String> plain = new TreeSet<>(Set.of(secret));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int from = Math.ceilDiv(before * 8, 6);
            int to = shifted.length * 8 / 6;
            plain.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
            plain.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
        }
        return plain;
    }

    /** Matches the text if any character is escaped for JSON, also twice, for a URL or for HTML. */
    private static String encoded(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(
                        one -> {
                            StringBuilder url = new StringBuilder();
                            for (byte part : one.getBytes(StandardCharsets.UTF_8))
                                url.append("%%%02x".formatted(part & 0xff));
                            StringBuilder json = new StringBuilder();
                            one.chars()
                                    .forEach(unit -> json.append("\\\\{1,4}u%04x".formatted(unit)));
                            int code = one.codePointAt(0);
                            pattern.append("(?:\\\\{0,4}%s".formatted(Pattern.quote(one)))
                                    .append("|(?i:%s|%s".formatted(url, json))
                                    .append("|&#(?:%d|x%x);))".formatted(code, code));
                        });
        return pattern.toString();
    }
}
