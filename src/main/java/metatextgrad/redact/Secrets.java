package metatextgrad.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that a process knows, such as the key of its model server. A server may repeat them,
 * for example the headers of a request that it refuses. Thread-safe.
 */
public final class Secrets {
    /** The secrets of this process. Shared by all threads, because log lines come from anywhere. */
    public static final Secrets OF_PROCESS = new Secrets();

    /** Servers without keys accept any word, such as none. Hiding it would damage answers. */
    private static final int SHORTEST = 8;

    /** A server may cut a secret off. A part of this length is hidden. */
    private static final int PART = 12;

    /** Letters that a reader of escapes drops behind a backslash before the secret. */
    private static final String OF_ESCAPES = "nrtf";

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    /** Parts to look for, by their length. */
    private volatile Map<Integer, Parts> parts = Map.of();

    /**
     * Parts of one length.
     *
     * @param begins hashes of their first characters, which most places of a text do not have
     */
    private record Parts(Set<String> texts, BitSet begins) {
        boolean contain(String text, int from, int to) {
            return begins.get(begin(text, from)) && texts.contains(text.substring(from, to));
        }

        void add(String part) {
            texts.add(part);
            begins.set(begin(part, 0));
        }

        private static int begin(String text, int at) {
            return (text.charAt(at) * 961 + text.charAt(at + 1) * 31 + text.charAt(at + 2))
                    & 0xffff;
        }
    }

    /** Adds a secret. Texts of fewer than eight characters are no secrets and are ignored. */
    public void add(String secret) {
        String stripped = secret.strip();
        if (stripped.length() >= SHORTEST && secrets.add(stripped)) collect();
    }

    /** Removes a secret that is none any more, such as an expired token. */
    public void remove(String secret) {
        if (secrets.remove(secret.strip())) collect();
    }

    private synchronized void collect() {
        Map<Integer, Parts> all = new TreeMap<>();
        for (String known : secrets)
            for (String form : plain(known)) {
                String plain = Unescaped.of(form).toString();
                addParts(plain, all);
                if (!plain.isEmpty() && OF_ESCAPES.indexOf(plain.charAt(0)) >= 0)
                    addParts(plain.substring(1), all);
            }
        parts = all;
    }

    private static void addParts(String form, Map<Integer, Parts> all) {
        int length = Math.min(PART, form.length());
        if (length < SHORTEST / 2) return;
        Parts parts =
                all.computeIfAbsent(length, any -> new Parts(new LinkedHashSet<>(), new BitSet()));
        for (int at = 0; at + length <= form.length(); at++)
            parts.add(form.substring(at, at + length));
    }

    /**
     * Returns the text with a mark in place of each secret and each part of twelve characters, in
     * any usual encoding, also with blanks inside. Takes time in proportion to the text.
     */
    public String hide(String text) {
        Map<Integer, Parts> known = parts;
        if (known.isEmpty()) return text;
        Unescaped unescaped = Unescaped.of(text);
        int[] ends = ends(unescaped.toString(), known);
        StringBuilder hidden = new StringBuilder();
        int shown = 0;
        for (int at = 0; at < ends.length; at++) {
            if (ends[at] == 0) continue;
            hidden.append(text, shown, unescaped.from(at)).append(Secret.KEY.mark());
            int end = ends[at];
            while (at + 1 < end) end = Math.max(end, ends[++at]);
            shown = unescaped.to(at);
        }
        return shown == 0 ? text : hidden.append(text, shown, text.length()).toString();
    }

    /** Returns where the longest part ends that begins at each index; 0 if none begins there. */
    private static int[] ends(String text, Map<Integer, Parts> known) {
        int[] ends = new int[text.length()];
        known.forEach(
                (length, parts) -> {
                    for (int at = 0; at + length <= ends.length; at++)
                        if (parts.contain(text, at, at + length))
                            ends[at] = Math.max(ends[at], at + length);
                });
        return ends;
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
}
