//! Making a rule of a function.

/// Serves segment, which puts one customer into one segment:
/// `fn decide(c: &Facts, shop: &Shop) -> SegmentRow`.
#[macro_export]
macro_rules! segment {
    ($decide:path) => {
        $crate::serve!(segment = $decide);
    };
}

/// Serves loyalty, which says what one order earns and which tier its customer
/// is in; the customer's facts count the order already. Without an order the
/// tier alone is decided and points must be 0:
/// `fn decide(c: &Facts, order: Option<&Order>, shop: &Shop) -> LoyaltyRow`.
#[macro_export]
macro_rules! loyalty {
    ($decide:path) => {
        $crate::serve!(loyalty = $decide);
    };
}

/// Serves after_hours, which ranks what can be offered; nobody knows a customer
/// who is `None`:
/// `fn decide(c: Option<&Facts>, visit: &Visit, shop: &Shop) -> Options`.
#[macro_export]
macro_rules! after_hours {
    ($decide:path) => {
        $crate::serve!(after_hours = $decide);
    };
}

/// Serves follow_up, which proposes the next friendly step. When nothing
/// happened, every customer is being looked at:
/// `fn decide(c: &Facts, happened: Option<&Happening>, shop: &Shop) -> FollowUpRow`.
#[macro_export]
macro_rules! follow_up {
    ($decide:path) => {
        $crate::serve!(follow_up = $decide);
    };
}

/// Serves several hooks in one module:
/// `raja::serve!(segment = decide, follow_up = next);`.
#[macro_export]
macro_rules! serve {
    ($first:ident = $decide:path $(, $hook:ident = $other:path)* $(,)?) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            #[no_mangle]
            extern "C" fn raja_abi_v1() {}

            #[no_mangle]
            extern "C" fn raja_alloc(size: u32) -> u32 {
                $crate::glue::alloc(size)
            }

            #[no_mangle]
            extern "C" fn raja_describe() -> u64 {
                $crate::glue::describe(concat!(
                    "{\"abi\":1,\"schema\":3,\"hooks\":{\"", stringify!($first), "\":1",
                    $(",\"", stringify!($hook), "\":1",)*
                    "}}"
                ))
            }

            $crate::export!($first = $decide);
            $($crate::export!($hook = $other);)*
        };

        // Natively a rule is called by name; this holds it to its hook's form.
        #[cfg(not(target_arch = "wasm32"))]
        $crate::export!(@typed $first = $decide);
        $(
            #[cfg(not(target_arch = "wasm32"))]
            $crate::export!(@typed $hook = $other);
        )*
    };
}

/// Exports one hook.
#[doc(hidden)]
#[macro_export]
macro_rules! export {
    (segment = $decide:path) => { $crate::export!(@as raja_segment_v1, segment, $decide); };
    (loyalty = $decide:path) => { $crate::export!(@as raja_loyalty_v1, loyalty, $decide); };
    (after_hours = $decide:path) => { $crate::export!(@as raja_after_hours_v1, after_hours, $decide); };
    (follow_up = $decide:path) => { $crate::export!(@as raja_follow_up_v1, follow_up, $decide); };
    (@as $export:ident, $hook:ident, $decide:path) => {
        #[no_mangle]
        extern "C" fn $export(input: *const u8, size: usize, output: *mut u8, room: usize) -> i32 {
            // SAFETY: the ABI says so of what the host passes.
            $crate::glue::$hook(unsafe { $crate::glue::Call::new(input, size, output, room) }, $decide)
        }
    };
    (@typed segment = $decide:path) => {
        #[doc(hidden)]
        pub const RAJA_SEGMENT: fn(&$crate::Facts, &$crate::Shop) -> $crate::SegmentRow = $decide;
    };
    (@typed loyalty = $decide:path) => {
        #[doc(hidden)]
        pub const RAJA_LOYALTY: fn(&$crate::Facts, Option<&$crate::Order>, &$crate::Shop) -> $crate::LoyaltyRow = $decide;
    };
    (@typed after_hours = $decide:path) => {
        #[doc(hidden)]
        pub const RAJA_AFTER_HOURS: fn(Option<&$crate::Facts>, &$crate::Visit, &$crate::Shop) -> $crate::Options = $decide;
    };
    (@typed follow_up = $decide:path) => {
        #[doc(hidden)]
        pub const RAJA_FOLLOW_UP: fn(&$crate::Facts, Option<&$crate::Happening>, &$crate::Shop) -> $crate::FollowUpRow = $decide;
    };
}
