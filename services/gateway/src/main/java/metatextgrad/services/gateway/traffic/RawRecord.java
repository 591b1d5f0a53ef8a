package metatextgrad.services.gateway.traffic;

import java.nio.ByteBuffer;
import metatextgrad.model.KeptHeaders;

/**
 * A record of bytes.
 *
 * @param topic with the prefix of the installation
 * @param key empty for none
 */
public record RawRecord(String topic, ByteBuffer key, ByteBuffer value, KeptHeaders headers) {}
