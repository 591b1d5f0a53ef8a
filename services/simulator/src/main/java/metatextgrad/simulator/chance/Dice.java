package metatextgrad.simulator.chance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Random numbers without state. A die is SHA-256 over length-prefixed UTF-8 parts. A die derived
 * from it is SHA-256 over that hash and one more part. The same parts give the same draws, in any
 * order and on any thread.
 */
public final class Dice {
    private final byte[] hash;

    private Dice(byte[] hash) {
        this.hash = hash;
    }

    /** Creates a die from a server seed and the parts that name its purpose. */
    public static Dice of(long seed, String... parts) {
        var digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        for (String part : parts) add(digest, part);
        return new Dice(digest.digest());
    }

    /** Derives the die of one named draw. */
    public Dice on(String draw) {
        var digest = sha256();
        digest.update(hash);
        add(digest, draw);
        return new Dice(digest.digest());
    }

    /** Derives the die of one of several draws with the same name. */
    public Dice on(String draw, int index) {
        return on(draw + '#' + index);
    }

    /** Draws a number in [0, 1) from the first 53 bits. */
    public double uniform() {
        return fraction(0);
    }

    /** Draws a standard normal number from the first two words (Box-Muller). */
    public double gaussian() {
        double radius = Math.sqrt(-2 * Math.log(1 - fraction(0)));
        return radius * Math.cos(2 * Math.PI * fraction(Long.BYTES));
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Draws a whole number from 0 to bound - 1. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Draws one of the choices with a probability in proportion to its weight. */
    public <T> T weighted(List<T> choices, ToDoubleFunction<T> weight) {
        double rest = uniform() * choices.stream().mapToDouble(weight).sum();
        for (T choice : choices) {
            rest -= weight.applyAsDouble(choice);
            if (rest < 0) return choice;
        }
        return choices.getLast();
    }

    public <T> List<T> shuffle(List<T> items) {
        var rest = new ArrayList<>(items);
        var shuffled = new ArrayList<T>(items.size());
        while (!rest.isEmpty())
            shuffled.add(rest.remove(on("shuffle", rest.size()).below(rest.size())));
        return shuffled;
    }

    /** The hash in hexadecimal, for ids. */
    public String hex() {
        return HexFormat.of().formatHex(hash);
    }

    private double fraction(int offset) {
        return (ByteBuffer.wrap(hash).getLong(offset) >>> 11) * 0x1.0p-53;
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
