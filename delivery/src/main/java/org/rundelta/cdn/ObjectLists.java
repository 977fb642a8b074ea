package org.rundelta.cdn;

/** Lists of objects, each of which is in one list at most, linked in arrays that the lists share. */
final class ObjectLists {
    private static final int NONE = -1;

    private final int[] sizes;
    private final int[] before;
    private final int[] after;

    /** In which list an object is; 0 is none. */
    private final byte[] owner;

    private byte lists;

    ObjectLists(int[] sizes) {
        this.sizes = sizes;
        before = new int[sizes.length];
        after = new int[sizes.length];
        owner = new byte[sizes.length];
    }

    ObjectList newList() {
        return new ObjectList(++lists);
    }

    /** From the oldest to the youngest. */
    final class ObjectList {
        private final byte id;
        private int first = NONE;
        private int last = NONE;
        private long bytes;
        private int size;

        private ObjectList(byte id) {
            this.id = id;
        }

        boolean contains(int object) {
            return owner[object] == id;
        }

        /** Bytes of all objects in it. */
        long bytes() {
            return bytes;
        }

        int size() {
            return size;
        }

        /** Must not be asked of an empty list. */
        int first() {
            return first;
        }

        void addLast(int object) {
            before[object] = last;
            after[object] = NONE;
            if (last == NONE) {
                first = object;
            } else {
                after[last] = object;
            }
            last = object;
            owner[object] = id;
            bytes += sizes[object];
            size++;
        }

        void remove(int object) {
            int previous = before[object];
            int next = after[object];
            if (previous == NONE) {
                first = next;
            } else {
                after[previous] = next;
            }
            if (next == NONE) {
                last = previous;
            } else {
                before[next] = previous;
            }
            owner[object] = 0;
            bytes -= sizes[object];
            size--;
        }

        int removeFirst() {
            int object = first;
            remove(object);
            return object;
        }

        void moveToLast(int object) {
            if (last != object) {
                remove(object);
                addLast(object);
            }
        }
    }
}
