package metatextgrad.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what RocksDB takes outside of the heap, for all stores of a process together (RELIABILITY
 * §14). There is one database for each store and partition, and by default each may take 98 MiB.
 */
public final class SharedRocks implements RocksDBConfigSetter {
    static {
        RocksDB.loadLibrary();
    }

    /** For blocks that were read and rows that are not yet written, in bytes. */
    private static final long CACHE = 96L << 20;

    /** The part of these rows. */
    private static final long UNWRITTEN = 48L << 20;

    /** Of one store; it takes memory in pieces of an eighth. */
    private static final long BUFFER = 1L << 20;

    private static final Cache SHARED = new LRUCache(CACHE);
    private static final WriteBufferManager BUFFERS = new WriteBufferManager(UNWRITTEN, SHARED);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(SHARED);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(BUFFERS);
        options.setWriteBufferSize(BUFFER);
        options.setTableFormatConfig(table);
    }

    /** Cache and buffers stay open for other stores. */
    @Override
    public void close(String store, Options options) {}
}
