package metatextgrad.llm;

import java.util.Arrays;

/** A requester's context as bytes. The worker copies it and never decodes it. */
public final class RawContext implements RequestContext {
    private final byte[] bytes;

    public RawContext(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawContext raw && Arrays.equals(bytes, raw.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
